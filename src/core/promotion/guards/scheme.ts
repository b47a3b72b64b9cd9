import { fits } from '../scheme.js';
import type { Guard } from './guard.js';

export const scheme: Guard = {
  name: 'scheme',
  keyed: false,
  asks: 'The tag fits the `scheme` of the app, if it has one.',
  refuses: (tag, { input }) => {
    const { scheme } = input.app.promotion;
    return scheme === undefined ? undefined : fits(scheme, tag);
  },
};
