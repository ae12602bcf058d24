/** What scripts/native/build.mjs builds. */
export default {
  name: 'jpeg_decoder',
  what: 'libjpeg-turbo',
  library: 'turbojpeg',
  header: 'turbojpeg.h',
  package: 'libturbojpeg0-dev',
  // A worker thread may be told to end while it decodes, and then has nobody left to throw at.
  flags: ['-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
};
