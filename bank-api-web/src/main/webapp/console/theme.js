// Before anything is painted: light, dark, or what the system prefers.
(function () {
  function apply() {
    const chosen = localStorage.getItem('bankapi-theme');
    const dark = chosen ? chosen === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    document.documentElement.setAttribute('data-bs-theme', dark ? 'dark' : 'light');
  }
  apply();
  matchMedia('(prefers-color-scheme: dark)').addEventListener('change', apply);
})();
