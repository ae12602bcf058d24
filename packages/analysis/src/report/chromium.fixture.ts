import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Ubuntu's chromium-browser is none of them: it starts a snap, which has a /tmp of its own. */
const usual = ['/usr/bin/chromium', '/usr/bin/google-chrome'];

/** A Chromium of this machine, `RESNET_CHROMIUM` first; `null` where there is none. */
export const chromiumPath: string | null =
  [process.env.RESNET_CHROMIUM ?? '', ...usual].find((path) => path !== '' && existsSync(path)) ?? null;

const quiet = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** Starts it without a window, and without anything that goes to the network on its own. */
export const startChromium = (): Promise<Browser> =>
  chromium.launch({ executablePath: chromiumPath ?? '', args: quiet });
