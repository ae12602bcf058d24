/** Packing, verifying and fetching of photographs: apart from the rest, since it loads decoders and archives. */
export { withPhotoSource, type PhotoSourceOptions } from './photos/layouts/with-photo-source.js';
export { readClassList } from './photos/layouts/class-list.js';
export type { PhotoSource } from './photos/layouts/photo-source.js';
export { packPhotoSet, type PackPhotoSetOptions } from './photos/pack/pack-photo-set.js';
export type { PackProgress } from './photos/pack/pack-progress.js';
export { verifyPhotoSet, type VerifyPhotoSetOptions } from './photos/verify-photo-set.js';
export { fetchImagenette, type FetchArchiveOptions } from './photos/fetch-imagenette.js';
