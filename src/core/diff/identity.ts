import type { ObjectRef } from '../findings/types.js';

/** What Kubernetes knows an object by. The version is left out: `v1beta1` and `v1` are two views of one object. */
export const identity = ({ apiVersion, kind, namespace, name }: ObjectRef): string =>
  JSON.stringify([apiVersion.includes('/') ? apiVersion.split('/')[0] : '', kind, namespace ?? '', name]);
