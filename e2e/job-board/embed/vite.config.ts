import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  base: '/embed/',
  plugins: [react()],
  build: { outDir: '../../dist/embed', emptyOutDir: true },
});
