import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import { App } from './App.tsx';
import './ui/tokens.css';
import './ui/base.css';
import './ui/components.css';
import './sign-in/sign-in.css';
import './inbox/inbox.css';
import './review/review.css';
import './console/console.css';
import './audit/timeline.css';

createRoot(document.getElementById('root')!).render(
  <StrictMode>
    <BrowserRouter>
      <App />
    </BrowserRouter>
  </StrictMode>,
);
