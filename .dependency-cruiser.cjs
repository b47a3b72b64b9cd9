// The import rules of ARCHITECTURE.md. The core has five doors: the renderer, and beside it what a sync at Argo CD never loads.
// Windows are parsed behind a door of their own, since its libraries weigh more than all of promotion.
const doors = [
  '^src/core/index[.]ts$',
  '^src/core/(bundle|diff|explain|init|promotion)/index[.]ts$',
  '^src/core/windows/parse-windows[.]ts$',
];
// The folders of the core, from the ground up: each may import those before it, types included.
const order = [
  ...[
    'base',
    'secrets',
    'findings',
    'regex',
    'yaml',
    'schema',
    'query',
    'image',
    'template',
    'values',
    'objects',
    'kinds',
    'rules',
  ],
  ...['config', 'bundle', 'render', 'diff', 'explain', 'windows', 'yaml-edit', 'promotion', 'init'],
];
const fromTheGround = order.map((folder, i) => ({
  name: `core/${folder} imports what is below it`,
  severity: 'error',
  from: { path: `^src/core/${folder}/` },
  to: { path: '^src/core/', pathNot: `^src/core/(${order.slice(0, i + 1).join('|')})/` },
}));
const builtin = '^(node:)?[a-z_/]+$';
const only = (from, ...to) => ({
  name: `${from} imports`,
  severity: 'error',
  from: { path: `^src/${from}` },
  to: { pathNot: to },
});
const sole = (file, pkg) => ({
  name: `${pkg} only in core/${file}.ts`,
  severity: 'error',
  from: { pathNot: `^(src/core/${file}[.]ts$|node_modules)` },
  to: { path: `node_modules/${pkg}/` },
});

module.exports = {
  forbidden: [
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } } },
    { name: 'no-orphans', severity: 'error', from: { orphan: true, pathNot: '(index|types|json)[.]ts$' }, to: {} },
    {
      name: 'core by its doors',
      severity: 'error',
      from: { path: '^src/(?!core/)' },
      to: { path: '^src/core/', pathNot: doors },
    },
    sole('yaml/tree', 'js-yaml'),
    sole('template/parse', '@handlebars/parser'),
    sole('base/digest', '@noble/hashes'),
    sole('base/version', 'semver'),
    sole('query/(load|grammar|expression|parser)', '(@prometheus-io|@lezer|jsep)'),
    sole('regex/load', 're2js'),
    sole('windows/(load|cron)', 'croner'),
    sole('windows/(load|rrule)', 'rrule-temporal'),
    only(
      'core/',
      '^src/core/',
      // A .cts file, by the name that its JavaScript will have.
      '^[.]/load[.]cjs$',
      'node_modules/(@handlebars/parser|js-yaml|@noble/hashes|semver|@types/semver|@prometheus-io/lezer-promql|@lezer/(lr|common)|jsep|re2js|croner|rrule-temporal)/',
    ),
    ...fromTheGround,
    {
      name: 'every folder of core is in the order',
      severity: 'error',
      from: { path: '^src/core/', pathNot: `^src/core/(index[.]ts$|(${order.join('|')})/)` },
      to: {},
    },
    only('report/', '^src/report/', ...doors),
    only('(options|commands)', '^src/commands[.]ts$', ...doors),
    only('io/', '^src/io/', ...doors, builtin),
    only('use/', '^src/(use|io)/', ...doors),
    only('registry/', '^src/registry/', ...doors, '^(node:)?(crypto|timers/promises)$'),
    {
      name: 'a sync at Argo CD and a render ask no network',
      severity: 'error',
      from: { path: '^src/cli/(generate|render)[.]ts$' },
      to: { path: '^src/registry/', reachable: true },
    },
    only(
      'action/',
      '^src/(action|report|options|use|io|registry/index)',
      ...doors,
      // bottleneck: what octokit's throttling is made of.
      'node_modules/(@(actions|octokit)|bottleneck)/',
      '^(node:)?(path|url)$',
    ),
    // It runs before everything, and must weigh nothing.
    only('(cli/start|io/code-cache)[.]ts', '^src/io/code-cache[.]ts$', '^(node:)?(fs|path|vm)$'),
    only(
      'cli/(?!start[.]ts)',
      '^src/(cli|report|options|commands|use|io|registry/index)',
      ...doors,
      'node_modules/commander/',
      '^(node:)?(util|process|path|url)$',
    ),
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default', 'types'] },
  },
};
