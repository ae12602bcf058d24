/** `--version` was asked for: it takes git a moment to answer, which commander does not wait for. */
export class VersionRequest extends Error {}
