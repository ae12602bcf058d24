/** What `work` returns or promises, as a promise; an error that it throws rejects. */
export const attempt = <Result>(work: () => Result | Promise<Result>): Promise<Result> =>
  new Promise((resolve) => {
    resolve(work());
  });
