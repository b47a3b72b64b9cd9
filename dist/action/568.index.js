export const id = 568;
export const ids = [568];
export const modules = {

/***/ 6568:
/***/ ((__unused_webpack___webpack_module__, __webpack_exports__, __webpack_require__) => {


// EXPORTS
__webpack_require__.d(__webpack_exports__, {
  loadBundle: () => (/* binding */ loadBundle)
});

// EXTERNAL MODULE: ./lib/core/config/app.js
var app = __webpack_require__(65);
// EXTERNAL MODULE: ./lib/core/findings.js
var core_findings = __webpack_require__(9901);
// EXTERNAL MODULE: ./lib/core/helpers/index.js + 1 modules
var helpers = __webpack_require__(3983);
// EXTERNAL MODULE: ./lib/core/json.js
var json = __webpack_require__(3085);
// EXTERNAL MODULE: ./lib/core/schema/problems.js + 8 modules
var problems = __webpack_require__(4852);
// EXTERNAL MODULE: ./node_modules/@handlebars/parser/dist/esm/index.js
var esm = __webpack_require__(8498);
// EXTERNAL MODULE: ./lib/core/suggest.js
var suggest = __webpack_require__(3029);
;// CONCATENATED MODULE: ./lib/core/template/syntax.js
/** The parser throws two kinds of errors: of its grammar (with `hash.loc`), and of its checks (with `lineNumber`). Others are bugs. */
function syntaxError(error) {
    if (!(error instanceof Error))
        throw error;
    const known = error;
    const [first = ''] = error.message.split('\n');
    if (known.hash) {
        const got = /got '(.*)'/.exec(error.message)?.[1];
        const token = got === 'EOF' ? 'the end of the template' : got === 'CLOSE' ? '`}}`' : got;
        const line = Number(/on line (\d+)/.exec(first)?.[1] ?? known.hash.loc?.first_line ?? 1);
        return {
            message: `not a Handlebars template${token ? `: ${token} comes too early` : ''}`,
            place: [line, (known.hash.loc?.first_column ?? 0) + 1, 1],
        };
    }
    if (known.lineNumber === undefined)
        throw error;
    return {
        message: `not a Handlebars template: ${first.replace(/ - \d+:\d+$/, '')}`,
        place: [known.lineNumber, (known.column ?? 0) + 1, 1],
    };
}

;// CONCATENATED MODULE: ./lib/core/template/parse.js




const BLOCKS = ['if', 'unless', 'each', 'with', 'text'];
const placeOf = ({ loc }) => [
    loc.start.line,
    loc.start.column + 1,
    loc.end.line === loc.start.line ? Math.max(1, loc.end.column - loc.start.column) : 1,
];
/**
 * Compiles one template. Everything that can be known without values is checked here: syntax, what the language refuses,
 * helpers that do not exist or get the wrong arguments, and mustaches that are not a whole YAML value.
 */
function parseTemplate(file, helpers) {
    const found = [];
    const origin = ([line, column, length]) => ({ from: 'file', path: file.path, line, column, length });
    const refuse = (node, message, fix) => void found.push((0,core_findings/* finding */.gk)('template/refused', message, { origin: origin(placeOf(node)), ...(fix ? { fix } : {}) }));
    function call(name, node) {
        const place = placeOf(node);
        const args = node.params.map((param) => expression(param));
        const named = hash(node.hash);
        const helper = helpers.find((item) => item.name === name);
        const bad = (message, fix) => void found.push((0,core_findings/* finding */.gk)(helper ? 'template/helper' : 'template/unknown-helper', message, {
            origin: origin(place),
            ...(fix ? { fix } : {}),
        }));
        if (!helper)
            bad(`there is no helper \`${name}\``, (0,suggest/* didYouMean */.a)(name, helpers.map((item) => item.name)));
        else {
            const [least, most] = helper.arity;
            if (args.length < least || args.length > most)
                bad(`\`${name}\` does not take ${args.length} arguments`, `write \`${helper.usage}\``);
            const unknown = helper.named === 'any' ? undefined : Object.keys(named).find((key) => !helper.named?.includes(key));
            if (unknown !== undefined)
                bad(`\`${name}\` does not know \`${unknown}=\``, `write \`${helper.usage}\``);
        }
        return { is: 'call', helper: name, args, named, place };
    }
    const hash = (node) => Object.fromEntries((node?.pairs ?? []).map((pair) => [pair.key, expression(pair.value)]));
    function path(node) {
        const parts = node.parts.filter((part) => typeof part === 'string');
        if (parts.length < node.parts.length)
            refuse(node, 'a path may not hold a helper call');
        return {
            is: 'path',
            source: node.original,
            up: node.depth,
            data: node.data,
            self: /^(this\b|\.$|\.\/)/.test(node.original),
            parts,
            place: placeOf(node),
        };
    }
    function expression(node) {
        switch (node.type) {
            case 'PathExpression':
                return path(node);
            case 'SubExpression':
                return call(node.path.original ?? '', node);
            case 'NullLiteral':
            case 'UndefinedLiteral':
                return { is: 'literal', value: null };
            default:
                return { is: 'literal', value: node.value };
        }
    }
    function mustache(node) {
        if (!node.escaped)
            refuse(node, '`{{{…}}}` prints text that may break the YAML around it', 'write `{{…}}`: it prints any value as one YAML value');
        const simple = node.path.type === 'PathExpression' ? node.path : undefined;
        const isCall = node.params.length > 0 || (node.hash?.pairs.length ?? 0) > 0 || helpers.some((helper) => helper.name === simple?.original);
        return isCall ? call(simple?.original ?? '', node) : expression(node.path);
    }
    /** A mustache prints a whole YAML value, so what touches it must end or begin one. */
    function checkAlone(node, before, after) {
        const left = before?.type === 'ContentStatement' ? before.value.at(-1) : undefined;
        const right = after?.type === 'ContentStatement' ? after.value[0] : undefined;
        if (left === '"' || left === "'")
            refuse(node, 'quotes around a mustache', 'remove the quotes: `{{…}}` quotes the value where it must');
        else if ((left !== undefined && !/[\s[{,(]/.test(left)) || (right !== undefined && !/[\s\]},:]/.test(right)))
            refuse(node, 'text glued to a mustache: `{{…}}` prints a whole YAML value', 'join them: `{{concat a "-" b}}`, or `{{#text}}…{{/text}}` for longer text');
    }
    function block(node, raw) {
        const name = node.path.original;
        const place = placeOf(node);
        const then = body(node.program, raw || name === 'text');
        const otherwise = body(node.inverse, raw);
        const names = node.program?.blockParams ?? [];
        if (!BLOCKS.includes(name)) {
            found.push((0,core_findings/* finding */.gk)('template/unknown-helper', `there is no block \`{{#${name}}}\``, {
                origin: origin(place),
                fix: (0,suggest/* didYouMean */.a)(name, BLOCKS) ?? '',
            }));
            return [];
        }
        if (name === 'text')
            return [{ is: 'string', body: then, place }];
        const [first, ...rest] = node.params;
        if (!first || rest.length > 0) {
            refuse(node, `\`{{#${name}}}\` takes one value`);
            return [];
        }
        const value = expression(first);
        if (name === 'each' || name === 'with')
            return [{ is: name, value, names, body: then, otherwise, place }];
        return [{ is: 'if', test: value, negate: name === 'unless', then, otherwise }];
    }
    function partial(node) {
        if (node.name.type !== 'PathExpression' ||
            node.name.original === undefined ||
            node.name.original.startsWith('@') ||
            node.params.length > 0) {
            refuse(node, 'a partial is called by its name, with `key=value` arguments', 'write `{{> name key=value}}`');
            return [];
        }
        return [{ is: 'partial', name: node.name.original, named: hash(node.hash), indent: node.indent, place: placeOf(node) }];
    }
    function body(program, raw) {
        const statements = program?.body ?? [];
        return statements.flatMap((node, i) => {
            switch (node.type) {
                case 'ContentStatement':
                    return node.value === '' ? [] : [{ is: 'text', text: node.value, place: textPlace(node) }];
                case 'CommentStatement':
                    return [];
                case 'MustacheStatement':
                    if (!raw)
                        checkAlone(node, statements[i - 1], statements[i + 1]);
                    return [{ is: 'print', value: mustache(node), place: placeOf(node) }];
                case 'BlockStatement':
                    return [...block(node, raw), ...lineEnd(node, statements[i + 1])];
                case 'PartialStatement':
                    return partial(node);
                default:
                    refuse(node, 'decorators, inline partials and partial blocks are not part of the template language', 'put the text into partials/<name>.hbs');
                    return [];
            }
        });
    }
    try {
        const tree = (0,esm/* parse */.qg)(file.text.replace(/^\uFEFF/, ''));
        const template = { path: file.path, body: body(tree, false) };
        return found.length > 0 ? { ok: false, findings: found } : { ok: true, value: template, findings: [] };
    }
    catch (error) {
        const { message, place } = syntaxError(error);
        return { ok: false, findings: [...found, (0,core_findings/* finding */.gk)('template/syntax', message, { origin: origin(place) })] };
    }
}
/** `{{/text}}` alone on its line takes the line's end away, as every block does; but here it ends a value, which needs it. */
function lineEnd(node, next) {
    const taken = node.path.original === 'text' &&
        next?.type === 'ContentStatement' &&
        next.value !== next.original &&
        /^[ \t]*\r?\n/.test(next.original);
    return taken ? [{ is: 'text', text: '\n', place: placeOf(node) }] : [];
}
/** Where a text begins: the parser strips white space from it but keeps the place of the original. */
function textPlace(node) {
    const original = node.original;
    const stripped = original.slice(0, Math.max(0, original.indexOf(node.value)));
    const lines = stripped.split('\n').length - 1;
    return [node.loc.start.line + lines, lines > 0 ? 1 : node.loc.start.column + 1 + stripped.length, 1];
}

// EXTERNAL MODULE: ./lib/core/values/layers.js
var values_layers = __webpack_require__(1345);
// EXTERNAL MODULE: ./lib/core/yaml/read.js + 5 modules
var read = __webpack_require__(210);
;// CONCATENATED MODULE: ./lib/core/bundle/index.js








const PARTIAL = /(?:^|\/)partials\/([^/]+)\.hbs$/;
const MANIFEST = /(?:^|\/)manifests\/[^/]+\.hbs$/;
/**
 * Reads and compiles a bundle from its files; `dir` is its folder, as the paths of the files begin.
 * Findings: missing or broken files, defaults that do not fit the schema, and everything that parseTemplate says, of all files at once.
 */
function loadBundle(dir, files, bundleSchema) {
    const path = (name) => (dir === '' ? name : `${dir}/${name}`);
    const file = (name) => files.find((item) => item.path === path(name));
    const metadataFile = file('bundle.yaml');
    if (!metadataFile)
        return {
            ok: false,
            findings: [(0,core_findings/* finding */.gk)('config/unknown-bundle', `there is no bundle in \`${dir}\`: bundle.yaml is missing`)],
        };
    const metadata = (0,app/* readConfig */.X)(metadataFile, bundleSchema);
    const defaultsFile = file('values.yaml') ?? { path: path('values.yaml'), text: '' };
    const defaults = (0,read/* readYamlMap */.ii)(defaultsFile);
    const schema = (0,read/* readYamlMap */.ii)(file('values.schema.json') ?? { path: path('values.schema.json'), text: '{}' });
    const compile = (list) => (0,values_layers/* all */.Q7)(list.map((item) => parseTemplate(item, helpers/* HELPERS */.q)));
    const localsFile = file('locals.yaml.hbs');
    const locals = compile(localsFile ? [localsFile] : []);
    const manifests = compile(files.filter((item) => MANIFEST.test(item.path)).toSorted((a, b) => (a.path < b.path ? -1 : 1)));
    const partialFiles = files.filter((item) => PARTIAL.test(item.path));
    const partials = compile(partialFiles);
    const findings = [metadata, defaults, schema, locals, manifests, partials].flatMap((outcome) => outcome.findings);
    if (!metadata.ok || !defaults.ok || !schema.ok || !locals.ok || !manifests.ok || !partials.ok)
        return { ok: false, findings };
    const misfits = checkSchema(schema.value.data, defaults.value.data, defaultsFile.path);
    if (misfits.length > 0)
        return { ok: false, findings: [...findings, ...misfits] };
    const text = (key) => (typeof metadata.value.data[key] === 'string' ? metadata.value.data[key] : '');
    const named = partials.value.map((template) => [PARTIAL.exec(template.path)?.[1] ?? '', template]);
    const [first] = locals.value;
    const bundle = {
        name: text('name'),
        version: text('version'),
        appVersion: text('appVersion'),
        description: text('description'),
        kubeVersion: text('kubeVersion'),
        schema: schema.value.data,
        defaults: defaults.value.data,
        defaultsFile,
        ...(first ? { locals: first } : {}),
        manifests: manifests.value,
        partials: Object.fromEntries(named),
    };
    return { ok: true, value: bundle, findings };
}
/** The defaults must fit the schema; `required` is for people's values, so a bundle may leave those open. */
function checkSchema(schema, defaults, path) {
    try {
        return (0,problems/* problems */.B)(schema, defaults)
            .filter((problem) => problem.kind !== 'missing-key')
            .map(({ path: at, message }) => (0,core_findings/* finding */.gk)('bundle/schema', `the default of \`${at.join('.')}\` does not fit values.schema.json: ${message}`, {
            origin: { from: 'file', path, line: 1, column: 1, length: 1 },
        }));
    }
    catch (error) {
        if (!(error instanceof Error) || !(0,json/* isMap */.jh)(schema))
            throw error;
        return [
            (0,core_findings/* finding */.gk)('bundle/schema', `values.schema.json is not a JSON Schema: ${error.message}`, {
                origin: { from: 'file', path: path.replace(/values\.yaml$/, 'values.schema.json'), line: 1, column: 1, length: 1 },
            }),
        ];
    }
}


/***/ })

};
