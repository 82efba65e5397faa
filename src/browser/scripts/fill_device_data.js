import('/authtree/callback_page.js')
  .then((page) => page.fillDeviceData(typeof loginHelpers === 'undefined' ? null : loginHelpers))
  .catch((error) => console.error('authtree:', error));
