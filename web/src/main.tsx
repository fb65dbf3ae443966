// SPDX-License-Identifier: Apache-2.0
import { createRoot } from 'react-dom/client';

createRoot(document.getElementById('root') as HTMLElement).render('Koers');
