/** How large a text may become: GitHub counts characters in some places and bytes in others. */
export interface Limit {
  readonly characters: number;
  readonly bytes: number;
}

export interface Budget {
  /** Takes room for a text if there is enough; says whether there was. */
  readonly take: (text: string) => boolean;
}

const encoder = new TextEncoder();

/** What is left of a limit. */
export function budget({ characters, bytes }: Limit): Budget {
  let [freeCharacters, freeBytes] = [characters, bytes];
  return {
    take: (text) => {
      const size = text.length <= freeCharacters ? encoder.encode(text).length : 0;
      if (text.length > freeCharacters || size > freeBytes) return false;
      freeCharacters -= text.length;
      freeBytes -= size;
      return true;
    },
  };
}
