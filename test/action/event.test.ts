import { expect, test } from '@jest/globals';
import { type Event, taskOf } from '../../src/action/event.js';
import type { ActionCommand } from '../../src/action/inputs.js';

const release = (action: string): Event => ({
  name: 'release',
  ref: 'refs/tags/v1.2.0',
  payload: { action, release: { tag_name: 'v1.2.0', draft: false, published_at: '2026-11-01T00:00:00Z' } },
});
const deletedTag: Event = { name: 'push', ref: 'refs/tags/v1.2.0', payload: { deleted: true } };

test.each<[string, ActionCommand, Event, string, string]>([
  ['a published release', 'auto', release('published'), '', 'promote'],
  ['a published release, asked for', 'promote', release('published'), '', 'promote'],
  ['a deleted release', 'auto', release('deleted'), '', 'nothing'],
  ['a deleted release, asked for', 'promote', release('deleted'), '', 'nothing'],
  ['an unpublished release, asked for', 'promote', release('unpublished'), '', 'nothing'],
  ['a deleted tag, asked for', 'promote', deletedTag, '', 'nothing'],
  ['a tag that is named, whatever the event', 'promote', release('deleted'), 'v1.1.0', 'promote'],
])('%s', (_, command, event, tag, task) => {
  expect(taskOf(command, event, { tag, base: '' }).do).toBe(task);
});
