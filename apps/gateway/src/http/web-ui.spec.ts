import { describe, expect, it } from '@jest/globals';
import { pageFor } from './web-ui.ts';

const PAGE = `<head>
    <meta name="base-path" content="" />
    <link rel="icon" href="./favicon.svg" />
    <title>Countersign</title>
    <script type="module" crossorigin src="./assets/index-1.js"></script>
    <link rel="stylesheet" crossorigin href="./assets/index-1.css">
</head>`;

describe('the page of the web UI', () => {
  it('names what it loads from the root, whatever its own address, and gives it the nonce', () => {
    expect(pageFor(PAGE, '/tools', 'n')).toBe(`<head>
    <meta name="base-path" content="/tools" />
    <link rel="icon" href="/tools/favicon.svg" />
    <title>Countersign</title>
    <meta property="csp-nonce" nonce="n" />
    <script nonce="n" type="module" crossorigin src="/tools/assets/index-1.js"></script>
    <link nonce="n" rel="stylesheet" crossorigin href="/tools/assets/index-1.css">
</head>`);
  });
});
