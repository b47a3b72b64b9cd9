import type { Json, Path } from '../../base/json.js';
import { didYouMean } from '../../findings/suggest.js';
import type { RenderedObject } from '../../objects/types.js';
import { isDnsName } from '../forms.js';
import type { Mistake, Rule } from '../rule.js';
import { itemsAt, listAt, mapAt, numberAt, type ObjectSet, textAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/services-networking/ingress/';

interface Route {
  readonly object: RenderedObject;
  readonly path: Path;
  readonly entry: Json;
  readonly host: string;
}

const routes = ({ of }: ObjectSet): readonly Route[] =>
  of('Ingress').flatMap((object) =>
    itemsAt(object.data, 'spec', 'rules').flatMap(([at, rule]) =>
      itemsAt(rule, 'http', 'paths').map(([path, entry]) => ({
        object,
        path: [...at, ...path],
        entry,
        host: textAt(rule, 'host') ?? '',
      })),
    ),
  );

/** The port of a backend that an annotation describes: AWS Load Balancer Controller, which canaries of Argo Rollouts go through. */
const ANNOTATED = 'use-annotation';

/** Every backend with its place: those of paths, and the default one. */
const backends = (set: ObjectSet) => [
  ...routes(set).map(({ object, path, entry }) => ({
    object,
    path: [...path, 'backend', 'service'],
    service: mapAt(entry, 'backend', 'service'),
  })),
  ...set.of('Ingress').map((object) => ({
    object,
    path: ['spec', 'defaultBackend', 'service'],
    service: mapAt(object.data, 'spec', 'defaultBackend', 'service'),
  })),
];

export const ingressService: Rule = {
  code: 'ingress/service',
  why: 'An Ingress that leads to no Service, or to a port it does not have, answers with an error.',
  link: LINK,
  *check(set) {
    const services = set.names('Service');
    for (const { object, path, service } of backends(set)) {
      const name = textAt(service, 'name');
      if (name === undefined || services.length === 0 || textAt(service, 'port', 'name') === ANNOTATED) continue;
      const found = set.find('Service', name, object);
      if (!found) {
        yield {
          object,
          path: [...path, 'name'],
          message: `there is no Service \`${name}\` here`,
          fix: didYouMean(name, services) ?? '',
        };
        continue;
      }
      const ports = listAt(found.data, 'spec', 'ports');
      const port = mapAt(service, 'port');
      const known = ports.some((item) =>
        port['name'] === undefined ? numberAt(item, 'port') === port['number'] : textAt(item, 'name') === port['name'],
      );
      if (known || (port['name'] === undefined && port['number'] === undefined)) continue;
      yield {
        object,
        path: [...path, 'port', port['name'] === undefined ? 'number' : 'name'],
        message: `the Service ${name} has no port ${String(port['name'] ?? port['number'])}`,
        fix: `its ports are ${ports.map((item) => [numberAt(item, 'port'), textAt(item, 'name')].filter((part) => part !== undefined).join(' ')).join(', ')}`,
      };
    }
  },
};

export const ingressBackend: Rule = {
  code: 'ingress/backend',
  why: 'A backend is a Service with one port, by name or by number, or a resource.',
  link: LINK,
  *check(set) {
    for (const { object, path, service } of backends(set)) {
      if (Object.keys(service).length === 0) continue;
      const port = mapAt(service, 'port');
      if (port['name'] !== undefined && port['number'] !== undefined)
        yield {
          object,
          path: [...path, 'port'],
          message: 'a backend has a port by name or by number, not both',
          fix: 'keep one of them',
        };
      if (port['name'] === undefined && port['number'] === undefined)
        yield { object, path: [...path, 'port'], message: 'the backend has no port', fix: 'add `port: { number: … }`' };
    }
    for (const object of set.of('Ingress'))
      if (listAt(object.data, 'spec', 'rules').length === 0 && mapAt(object.data, 'spec')['defaultBackend'] === undefined)
        yield { object, path: ['spec', 'rules'], message: 'the Ingress has neither rules nor a default backend', fix: 'add one' };
  },
};

export const ingressPath: Rule = {
  code: 'ingress/path',
  why: 'Paths of the types Exact and Prefix are absolute, without `//`, `/./` and `/../`.',
  link: `${LINK}#path-types`,
  *check(set) {
    const seen = new Set<string>();
    for (const { object, path, entry, host } of routes(set)) {
      const type = textAt(entry, 'pathType');
      const text = textAt(entry, 'path');
      const here: Pick<Mistake, 'object' | 'path'> = { object, path: [...path, 'path'] };
      if (type === 'ImplementationSpecific' ? text?.startsWith('/') === false : type !== undefined && !text?.startsWith('/'))
        yield {
          ...here,
          message: text === undefined ? `a path of type ${type} is missing` : `${JSON.stringify(text)} does not begin with \`/\``,
          fix: text === undefined ? 'write `path: /`' : `write \`/${text}\``,
          ...(text === undefined ? {} : { edit: { value: `/${text}` } }),
        };
      else if (type !== 'ImplementationSpecific' && /\/\/|\/\.{1,2}(\/|$)|%2f/i.test(text ?? ''))
        yield {
          ...here,
          message: `${JSON.stringify(text)} has parts that a path of type ${type} must not have`,
          fix: 'write the path without `//`, `/./` and `/../`',
        };
      const key = JSON.stringify([host, text, object.ref.namespace]);
      if (seen.has(key))
        yield { ...here, severity: 'warning', message: `${host}${text} is routed twice`, fix: 'keep one of them' };
      seen.add(key);
    }
  },
};

export const ingressHost: Rule = {
  code: 'ingress/host',
  why: 'A host is a DNS name, or one with `*` for its first label; no scheme, no port, no address.',
  link: `${LINK}#hostname-wildcards`,
  *check({ of }) {
    for (const object of of('Ingress')) {
      const rules = itemsAt(object.data, 'spec', 'rules').map(
        ([path, rule]) => [[...path, 'host'], textAt(rule, 'host')] as const,
      );
      const tls = itemsAt(object.data, 'spec', 'tls').flatMap(([path, entry]) =>
        itemsAt(entry, 'hosts').map(([at, host]) => [[...path, ...at], typeof host === 'string' ? host : undefined] as const),
      );
      for (const [path, host] of [...rules, ...tls]) {
        if (host === undefined || host === '') continue;
        const good = isDnsName(host.replace(/^\*\./, '')) && !/^\d+(\.\d+){3}$/.test(host);
        if (!good)
          yield {
            object,
            path,
            message: `${JSON.stringify(host)} is not a host`,
            fix: /:\/\//.test(host)
              ? 'leave the scheme out'
              : /[A-Z]/.test(host)
                ? 'write it in lower case'
                : 'write a DNS name such as `web.example.com`',
          };
      }
      const covered = tls.flatMap(([, host]) => host ?? []);
      for (const [path, host] of rules) {
        const all = [host, host?.replace(/^[^.]+/, '*')];
        if (host === undefined || covered.length === 0 || covered.some((name) => all.includes(name))) continue;
        yield {
          object,
          path,
          severity: 'warning',
          message: `\`tls\` names no certificate for ${host}`,
          fix: 'add the host to one of the entries under `tls:`',
        };
      }
    }
  },
};
