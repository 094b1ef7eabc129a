import { describe, expect, it } from '@jest/globals';
import { factsInText } from './facts-in-text.ts';

const LENA = `LENA FISCHER
Backend Engineer
Berlin, Germany | lena@mail.example.com | +49 30 5550 1111
linkedin.com/in/lena-fischer · github.com/lenaf · https://lena.example.dev

Experience
Acme GmbH, 2019 – 2024
Contact my manager at boss@acme.example

Skills
Programming: Python, Go; SQL
• Kubernetes
Languages
German (native), English – C1
References
Bob Stone, bob@stone.example, +1 212 555 0100`;

describe('the facts in a text', () => {
  it('are those that stand there by themselves, each with its line', () => {
    const { resume, passages } = factsInText(LENA);
    expect(resume).toEqual({
      basics: {
        name: 'Lena Fischer', email: 'lena@mail.example.com', phone: '+49 30 5550 1111', url: 'https://lena.example.dev', location: { city: 'Berlin', countryCode: 'DE' },
        profiles: [{ network: 'LinkedIn', username: 'lena-fischer', url: 'https://www.linkedin.com/in/lena-fischer' }, { network: 'GitHub', username: 'lenaf', url: 'https://github.com/lenaf' }],
      },
      skills: ['Python', 'Go', 'SQL', 'Kubernetes'].map((name) => ({ name })),
      languages: [{ language: 'German', fluency: 'native' }, { language: 'English', fluency: 'C1' }],
    });
    expect(passages).toContainEqual({ path: 'basics.phone', line: 3, text: 'Berlin, Germany | lena@mail.example.com | +49 30 5550 1111' });
    expect(passages).toContainEqual({ path: 'skills[3].name', line: 12, text: '• Kubernetes' });
  });

  it('are left out where there are two', () => {
    expect(factsInText('Lena Fischer\nlena@mail.example.com\nlena@work.example').resume).not.toHaveProperty('basics.email');
    expect(factsInText('Lena Fischer\nlena@mail.example.com\nReferences\nbob@stone.example').resume).toEqual({ basics: { name: 'Lena Fischer', email: 'lena@mail.example.com' } });
  });

  it.each<[string, object | undefined]>([
    ['Austin, TX 78704', { city: 'Austin', region: 'TX', postalCode: '78704', countryCode: 'US' }], ['Toronto, ON', { city: 'Toronto', region: 'ON', countryCode: 'CA' }],
    ['12 Main St, Springfield', undefined], ['Python, Java', undefined], ['Dear Sir, Madam', undefined],
  ])('of a place: %s', (line, location) => {
    expect((factsInText(line).resume['basics'] as { location?: object } | undefined)?.location).toEqual(location);
  });

  it.each(['2019 – 2024', '01/2019 - 03/2021', '12345678901234567890', '4.5.2020'])('are no telephone number: %s', (line) => {
    expect(factsInText(line).resume).not.toHaveProperty('basics.phone');
  });

  it.each(['Senior Software Engineer', 'Curriculum Vitae', 'I am a developer', '123 Main Street', 'lena'])('are no name: %s', (line) => {
    expect(factsInText(line).resume).not.toHaveProperty('basics.name');
  });

  it('come quickly out of whatever text', () => {
    const startedAtMs = performance.now();
    for (const part of ['a@', '1-', 'www.a', 'A, B ', '(1) ', 'a.b.', '\n', 'A ']) factsInText(part.repeat(200_000 / part.length));
    expect(performance.now() - startedAtMs).toBeLessThan(4_000);
  });
});
