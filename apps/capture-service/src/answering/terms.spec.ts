import { describe, expect, it } from '@jest/globals';
import { isOccupation, mentions } from './terms.ts';

describe('a text speaks of a term', () => {
  it.each([
    ['Built services in Node.js', 'node.js'], ['Uses ReactJS', 'react'], ['Runs k8s clusters', 'kubernetes'], ['C++ and C#', 'c++'], ['C++ and C#', 'c#'], ['Python.', 'python'], ['(Python)', 'python'], ['Go', 'go'], ['Golang services', 'go'], ['HTML/CSS', 'css'],
    ['Led a team. Wrote Java.', 'java'], ['Amazon Web Services', 'aws'],
  ])('%s: %s', (text, term) => {
    expect(mentions(text, term)).toBe(true);
  });

  it.each([
    ['JavaScript', 'java'], ['React Native apps', 'react'], ['react-native', 'react'], ['Let it go', 'go'], ['C++', 'c'], ['PostgreSQL', 'sql'], ['No experience with Java', 'java'], ['Eager to learn Rust', 'rust'], ['I am interested in Haskell', 'haskell'],
    ['Never used COBOL', 'cobol'], ['Plans to learn Scala', 'scala'], ['Spring 2014', 'spring'], ['the rest of the team', 'rest'], ['An excel lent', 'excel'],
  ])('not %s: %s', (text, term) => {
    expect(mentions(text, term)).toBe(false);
  });

  it('knows an activity by its title', () => {
    expect(isOccupation('Senior Product Manager', 'product management')).toBe(true);
    expect(isOccupation('Production Manager', 'product management')).toBe(false);
    expect(isOccupation('Manager', 'management')).toBe(false);
  });
});
