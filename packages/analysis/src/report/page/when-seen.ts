/** Does something once: when an element is about to be seen, or the page to be printed. */
export const whenSeen = (host: HTMLElement, act: () => void): void => {
  const once = (): void => {
    observer.disconnect();
    removeEventListener('beforeprint', once);
    act();
  };
  const observer = new IntersectionObserver((entries) => {
    if (entries.some(({ isIntersecting }) => isIntersecting)) once();
  }, nearby);
  observer.observe(host);
  addEventListener('beforeprint', once);
};

/** A screen ahead. */
const nearby = { rootMargin: '100% 0px' };
