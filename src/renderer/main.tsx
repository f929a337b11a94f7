import './zod-without-eval.ts';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './App.tsx';
import { onAddress, queryOf } from './store/address.ts';
import { keepConnected } from './store/connection.ts';
import { followStaleness, setQuery } from './store/searching.ts';
import { useSession } from './store/session.ts';
import './styles/app.css';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');

createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
// A reload comes back to the list that was on screen.
useSession.setState({ query: queryOf(location.hash) });
onAddress(setQuery);
followStaleness();
void keepConnected();
