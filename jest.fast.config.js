import everything from './jest.config.js';

/** The suites of pure code: no processes, no `dist/`. */
export default { ...everything, roots: ['<rootDir>/test/core', '<rootDir>/test/report'], bail: 1 };
