// SPDX-License-Identifier: Apache-2.0
import '@/ui/styles';
import { localStorageColorSchemeManager, MantineProvider } from '@mantine/core';
import { QueryClient, QueryClientProvider, useQuery } from '@tanstack/react-query';
import { RouterProvider } from '@tanstack/react-router';
import { setNonce } from 'get-nonce';
import { type ReactNode, StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { isProblem } from '@/api/problem';
import { meQuery } from '@/feature/session/query';
import { firstLanguage, speak } from '@/locale/i18n';
import { type LocaleChoice, LocaleProvider } from '@/locale/LocaleProvider';
import { makeRouter } from '@/router';
import { theme } from '@/ui/theme';
import { Said } from '@/ui/undo';
import { sayWhatFailsUnseen } from '@/ui/unseen';

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 15_000,
      // What the server refuses once it refuses again; what is passing may be tried twice more.
      retry: (count, error) => count < 2 && isProblem(error) && error.passing,
    },
  },
});

sayWhatFailsUnseen(queries.getMutationCache());

const router = makeRouter(queries);
const colorScheme = localStorageColorSchemeManager({ key: 'koers-color-scheme' });

/** The server put a fresh nonce into the page; Mantine's style elements carry it. */
function styleNonce(): string {
  return document.querySelector<HTMLMetaElement>('meta[name=csp-nonce]')?.content ?? '';
}

/** The person's own language and region, as soon as it is known who is there. */
function PersonLocale({ children }: { children: ReactNode }) {
  const { data: me } = useQuery({ ...meQuery, enabled: false });
  const choice: LocaleChoice = me
    ? {
        language: me.person.language,
        region: me.person.region,
        weekStart: me.person.week_start % 7,
        zone: me.person.zone,
      }
    : {};
  return <LocaleProvider choice={choice}>{children}</LocaleProvider>;
}

async function start(root: HTMLElement): Promise<void> {
  // The library that stops the page from scrolling under a dialog asks here.
  setNonce(styleNonce());
  await speak(firstLanguage());
  // What the server refused is said on the page; it is no fault of the program.
  const onCaughtError = (error: unknown) => {
    if (!isProblem(error)) console.error(error);
  };
  createRoot(root, { onCaughtError }).render(
    <StrictMode>
      <MantineProvider
        theme={theme}
        defaultColorScheme="auto"
        colorSchemeManager={colorScheme}
        getStyleNonce={styleNonce}
      >
        <QueryClientProvider client={queries}>
          <PersonLocale>
            <RouterProvider router={router} />
            <Said />
          </PersonLocale>
        </QueryClientProvider>
      </MantineProvider>
    </StrictMode>,
  );
}

start(document.getElementById('root') as HTMLElement);
