/** What draws the inputs of this run (`jest.config.js` chooses and prints it): the same number draws the same inputs again. */
export const seed = Number(process.env['SEED']);
