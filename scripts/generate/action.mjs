/** The default of an input. An option without a value is a switch: as an input it is true or false. */
export const fallbackOf = ({ default: fallback, value, commands }) =>
  fallback ?? (commands !== undefined && value === undefined ? 'false' : '');

/** The text of action.yml. */
export function actionFile(description, inputs, outputs) {
  const text = (value) => JSON.stringify(value);
  const input = (item) => [
    `  ${item.name}:`,
    `    description: ${text(describe(item))}`,
    '    required: false',
    `    default: ${text(fallbackOf(item))}`,
  ];
  const output = ({ name, description: what }) => [`  ${name}:`, `    description: ${text(what)}`];
  return [
    '# Made by `npm run generate` from src/options.ts.',
    'name: Fairlead',
    `description: ${text(description)}`,
    'branding:',
    '  icon: anchor',
    '  color: blue',
    'inputs:',
    ...inputs.flatMap(input),
    'outputs:',
    ...outputs.flatMap(output),
    'runs:',
    '  using: node24',
    '  main: dist/action/index.js',
    '',
  ].join('\n');
}

/** An input's description as the Action shows it: several values are one per line there. */
export const describe = ({ name, description, many }) =>
  many && name !== 'paths' ? `${description}; several: one per line` : description;
