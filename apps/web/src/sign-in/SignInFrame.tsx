import type { ReactNode } from 'react';
import { withBasePath } from '../api/base-path.ts';

export function SignInFrame({ title, children }: { title: string; children: ReactNode }) {
  return (
    <main className="sign-in">
      <title>Sign in · Countersign</title>
      <div className="sign-in-card card">
        <p className="app-brand">
          <img src={withBasePath('/favicon.svg')} alt="" />
          Countersign
        </p>
        <h1>{title}</h1>
        {children}
      </div>
    </main>
  );
}
