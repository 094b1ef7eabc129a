/**
 * What a screen keyboard changed in a field, as what has to be typed elsewhere: so many characters taken away at the end, and
 * others put there. Corrections and suggestions of the keyboard come out as that, too.
 */
export function typedChange(before: string, after: string): { readonly backspaces: number; readonly text: string } {
  const [old, next] = [[...before], [...after]];
  let same = 0;
  while (same < old.length && same < next.length && old[same] === next[same]) same += 1;
  return { backspaces: old.length - same, text: next.slice(same).join('') };
}

/** Scripts in which letters are typed one by one, also where the keyboard composes whole words of them. */
const LETTER_BY_LETTER = /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{S}\p{Zs}\p{M}]*$/u;

/** Whether what is being composed may be typed already: a word of letters, but not the beginnings of a character of another script. */
export function isTypedWhileComposing(text: string): boolean {
  return LETTER_BY_LETTER.test(text);
}
