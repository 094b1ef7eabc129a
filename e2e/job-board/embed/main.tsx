import { createRoot } from 'react-dom/client';
import { ApplicationForm } from './ApplicationForm.tsx';
import './application-form.css';

createRoot(document.getElementById('app')!).render(<ApplicationForm />);
