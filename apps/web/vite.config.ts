import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  plugins: [react()],
  // Whoever serves the page writes in what path it is under.
  base: './',
  build: {
    // noVNC uses top-level await.
    target: 'es2022',
    outDir: 'dist',
    emptyOutDir: true,
    // Nothing as data: URL, so that a strict content security policy holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
  },
  server: {
    proxy: { '/v1': { target: 'http://127.0.0.1:4400', ws: true } },
  },
});
