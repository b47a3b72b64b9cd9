import fc from 'fast-check';

// In CI every run tries the same inputs, so that a red run speaks of the change; at home each run tries new ones.
if (process.env['CI'] === 'true') fc.configureGlobal({ ...fc.readConfigureGlobal(), seed: 4 });
