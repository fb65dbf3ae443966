// SPDX-License-Identifier: Apache-2.0
// The page of the API: every operation, to read and to try with the session of this browser.

window.SwaggerUIBundle({
  url: '/api/v1/openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  requestInterceptor: (request) => {
    // What tells our own pages from a forged form on somebody else's.
    request.headers['X-Koers'] = '1';
    return request;
  },
});
