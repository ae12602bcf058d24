/** Synchronous work as a promise, which an error rejects. */
export const attempt = <Result>(work: () => Result): Promise<Result> =>
  new Promise((resolve) => {
    resolve(work());
  });
