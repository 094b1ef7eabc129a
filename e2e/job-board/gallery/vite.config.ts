import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** One script and one style sheet, so that any server can show the page. */
export default defineConfig({
  plugins: [react()],
  define: { 'process.env.NODE_ENV': '"production"' },
  build: { outDir: '../../dist/gallery', emptyOutDir: true, minify: true, lib: { entry: 'main.tsx', formats: ['iife'], name: 'gallery', fileName: () => 'gallery.js', cssFileName: 'gallery' } },
});
