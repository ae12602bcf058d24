/** What scripts/native/build.mjs builds and set-up installs. */
export default {
  name: 'photos',
  what: 'libjpeg-turbo',
  use: 'photographs',
  without: 'Going on without libjpeg-turbo: sharp decodes JPEGs and JavaScript resizes them, five times slower.',
  library: 'turbojpeg',
  header: 'turbojpeg.h',
  package: 'libturbojpeg0-dev',
  flags: [
    // A worker thread may be told to end while it decodes, and then has nobody left to throw at.
    '-DNODE_API_SWALLOW_UNTHROWABLE_EXCEPTIONS',
    // The same bits as JavaScript.
    '-ffp-contract=off',
  ],
};
