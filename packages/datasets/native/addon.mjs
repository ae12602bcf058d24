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
    // The same bits as JavaScript.
    '-ffp-contract=off',
  ],
};
