/** What scripts/native/build.mjs builds and set-up installs. */
export default {
  name: 'jpeg_decoder',
  what: 'libjpeg-turbo',
  use: 'photographs',
  without: 'Going on without libjpeg-turbo: sharp decodes JPEGs instead, five times slower.',
  library: 'turbojpeg',
  header: 'turbojpeg.h',
  package: 'libturbojpeg0-dev',
  // A worker thread may be told to end while it decodes, and then has nobody left to throw at.
  flags: ['-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS'],
};
