import { isMap, type Json } from '../../base/json.js';
import { didYouMean } from '../../findings/suggest.js';
import { quantity } from '../quantity.js';
import type { Rule } from '../rule.js';
import { mapAt } from '../set.js';

const LINK = 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/';
const NAMES = ['cpu', 'memory', 'ephemeral-storage'];
const WHERE = ['requests', 'limits'] as const;
const show = (value: Json | undefined) => `\`${String(value)}\``;

export const unknownResource: Rule = {
  code: 'container/unknown-resource',
  why: 'The API server refuses resources that are neither its own nor named after a domain.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data } of containers)
      for (const where of WHERE)
        for (const name of Object.keys(mapAt(data, 'resources', where))) {
          if (NAMES.includes(name) || name.includes('/') || name.startsWith('hugepages-')) continue;
          yield {
            object,
            path: [...path, 'resources', where, name],
            message: `\`${name}\` is not a resource`,
            fix: didYouMean(name, NAMES) ?? `known are ${NAMES.join(', ')}, and names such as example.com/gpu`,
          };
        }
  },
};

/** What a node cannot give to more than one: the request is the limit, in whole pieces (docs: "Extended resources"). */
const isExclusive = (name: string) => name.startsWith('hugepages-') || (name.includes('/') && !name.startsWith('kubernetes.io/'));

export const requestOverLimit: Rule = {
  code: 'container/request-over-limit',
  why: 'The API server refuses a container that asks for more than it may have, or for another number of what cannot be shared.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data } of containers) {
      const limits = mapAt(data, 'resources', 'limits');
      for (const [name, limit] of Object.entries(limits))
        if (isExclusive(name) && !Number.isInteger(quantity(limit) ?? 0))
          yield {
            object,
            path: [...path, 'resources', 'limits', name],
            message: `${show(limit)} ${name} is not a whole number`,
            fix: 'write a whole number',
          };
      for (const [name, request] of Object.entries(mapAt(data, 'resources', 'requests'))) {
        const [asked, most] = [quantity(request), quantity(limits[name])];
        if (isExclusive(name) && asked !== undefined && asked !== most)
          yield {
            object,
            path: [...path, 'resources', 'requests', name],
            message: `the request of ${show(request)} ${name} is not its limit`,
            fix: `leave the request out, and write the limit`,
          };
        else if (asked !== undefined && most !== undefined && asked > most)
          yield {
            object,
            path: [...path, 'resources', 'requests', name],
            message: `the request of ${show(request)} ${name} is more than its limit of ${show(limits[name])}`,
            fix: 'lower the request, or raise the limit',
          };
      }
    }
  },
};

export const oddQuantity: Rule = {
  code: 'container/odd-quantity',
  why: '`512m` of memory is half a byte, and `1Gi` of CPU a thousand million cores: the unit is that of the other resource.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data } of containers)
      for (const where of WHERE)
        for (const [name, value] of Object.entries(mapAt(data, 'resources', where))) {
          const amount = quantity(value);
          if (amount === undefined) continue;
          const here = { object, path: [...path, 'resources', where, name] };
          if (amount < 0)
            yield {
              ...here,
              severity: 'error',
              message: `${show(value)} is less than nothing`,
              fix: 'write a positive quantity',
            };
          else if (name === 'memory' && amount > 0 && amount < 1024 * 1024)
            yield {
              ...here,
              message: `${show(value)} of memory is ${amount} bytes`,
              fix: `did you mean \`${String(value).replace(/[a-zA-Z]{1,2}$/, '')}Mi\`?`,
            };
          else if (name === 'cpu' && amount > 1000)
            yield {
              ...here,
              message: `${show(value)} of CPU is ${amount} cores`,
              fix: `did you mean \`${String(value).replace(/[a-zA-Z]{1,2}$/, '')}m\`?`,
            };
        }
  },
};

export const noRequests: Rule = {
  code: 'container/no-requests',
  why: 'Without requests the scheduler packs a node until its pods starve, and an autoscaler has nothing to measure against.',
  link: LINK,
  *check({ containers }) {
    for (const { object, path, data, name, init } of containers) {
      if (init) continue;
      // A limit alone is its own request.
      const has = (resource: string) => WHERE.some((where) => mapAt(data, 'resources', where)[resource] !== undefined);
      const missing = ['cpu', 'memory'].filter((resource) => !has(resource));
      const limitless = mapAt(data, 'resources', 'limits')['memory'] === undefined;
      const place = [...path, 'resources'];
      if (missing.length > 0)
        yield {
          object,
          path: place,
          message: `container ${name} requests no ${missing.join(' and no ')}`,
          fix: 'say what it needs under `resources.requests`',
        };
      else if (limitless && isMap(data['resources']))
        yield {
          object,
          path: place,
          severity: 'note',
          message: `container ${name} has no limit of memory: a leak takes its node down`,
          fix: 'set `resources.limits.memory`',
        };
    }
  },
};
