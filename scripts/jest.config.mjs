import { preset } from '../jest.preset.mjs';

export default { ...preset('workspace'), testMatch: ['<rootDir>/**/*.spec.mjs'] };
