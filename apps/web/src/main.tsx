import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { routerBasePath } from './api/base-path.ts';
import { App } from './App.tsx';
import './ui/tokens.css';
import './ui/base.css';
import './ui/components.css';
import './sign-in/sign-in.css';
import './inbox/inbox.css';
import './review/review.css';
import './console/console.css';
import './audit/timeline.css';
import './recording/recording.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <BrowserRouter basename={routerBasePath() || '/'}>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
