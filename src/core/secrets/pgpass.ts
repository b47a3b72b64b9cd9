import { isOpen } from './names.js';
import type { Span } from './spans.js';

/** Passwords in lines of .pgpass: `host:port:database:user:password` (PostgreSQL, "The Password File"). */
export const pgpassSpans = (text: string): readonly Span[] =>
  [...text.matchAll(/[^\s"'\\]+/g)].flatMap(({ index, 0: word }): readonly Span[] => {
    const [host = '', port = '', , , secret = '', ...more] = word.split(':', 6);
    const isLine = more.length === 0 && /^[A-Za-z*]/.test(host) && /^(?:\d{4,5}|\*)$/.test(port);
    return isLine && !isOpen(secret) ? [[index + word.length - secret.length, index + word.length]] : [];
  });
