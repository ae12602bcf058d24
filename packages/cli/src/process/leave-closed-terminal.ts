import { closeSync, fstatSync } from 'node:fs';
import { isatty } from 'node:tty';

/**
 * When it exits Node restores the settings of its terminal, and aborts where that has been closed meanwhile. It leaves alone
 * what is closed already, so the dead terminal's descriptors are: devices that are no terminals any more.
 */
export const leaveClosedTerminal = (): void => {
  process.on('exit', () => {
    for (const descriptor of [0, 1, 2]) if (isDevice(descriptor) && !isatty(descriptor)) closeSync(descriptor);
  });
};

const isDevice = (descriptor: number): boolean => {
  try {
    return fstatSync(descriptor).isCharacterDevice();
  } catch {
    // It has been closed.
    return false;
  }
};
