held => {
  // Runs in every page before its own scripts: what they want to send is asked about first. The answer comes from
  // SbWebGuard by way of SbWebSession. Whatever is asked here can be got around; the content filter cannot.
  const handler = window.webkit.messageHandlers.switchback;
  const resolve = address => new URL(address, document.baseURI).href;
  const ask = (method, address) => handler.postMessage({ method: method.toUpperCase(), address });
  const done = (address, isDone) => handler.postMessage({ method: 'done', address, isDone });
  // For what cannot wait for a promise. The program answers this one without showing anything, or asks.
  const askNow = (method, address) =>
    window.prompt('switchback:judge', method.toUpperCase() + ' ' + address) === 'allow';

  const fetch = window.fetch;
  window.fetch = async function (input, init) {
    const request = new Request(input, init);
    if (!await ask(request.method, request.url))
      throw new TypeError('Held back by Switchback');
    try {
      const response = await fetch.call(this, request);
      done(request.url, response.ok || response.type === 'opaqueredirect');
      return response;
    } catch (error) {
      done(request.url, false);
      throw error;
    }
  };

  const { open, send } = XMLHttpRequest.prototype;
  const asked = new WeakMap();
  XMLHttpRequest.prototype.open = function (method, address, ...rest) {
    asked.set(this, { method: String(method), address: resolve(address), isNow: rest[0] === false });
    return open.call(this, method, address, ...rest);
  };
  XMLHttpRequest.prototype.send = function (...body) {
    const { method, address, isNow } = asked.get(this) ?? {};
    if (!method)
      return send.call(this, ...body);
    if (isNow) {
      if (!askNow(method, address))
        throw new DOMException('Held back by Switchback', 'NetworkError');
      try {
        return send.call(this, ...body);
      } finally {
        done(address, this.status >= 200 && this.status < 400);
      }
    }
    ask(method, address).then(isAllowed => {
      if (isAllowed) {
        this.addEventListener('loadend', () => done(address, this.status >= 200 && this.status < 400), { once: true });
        send.call(this, ...body);
      } else {
        this.abort();
        this.dispatchEvent(new ProgressEvent('error'));
        this.dispatchEvent(new ProgressEvent('loadend'));
      }
    });
  };

  // A beacon is sent while a page goes away, when nobody can be asked: it passes, unless that would be held back.
  const sendBeacon = navigator.sendBeacon;
  navigator.sendBeacon = function (address, data) {
    if (!held.some(pattern => new RegExp(pattern, 'i').test(resolve(address))))
      return sendBeacon.call(navigator, address, data);
    ask('POST', resolve(address)).then(isAllowed =>
      isAllowed && done(resolve(address), sendBeacon.call(navigator, address, data)));
    return true;
  };

  // What a link sends besides when it is clicked cannot be asked about, and is nothing that anybody wants.
  for (const type of ['click', 'auxclick'])
    window.addEventListener(type, event =>
      event.target.closest?.('a[ping], area[ping]')?.removeAttribute('ping'), true);

  // They outlive the page that starts them, and nothing that they send passes by here.
  if (navigator.serviceWorker)
    navigator.serviceWorker.register = () => Promise.reject(new DOMException('Held back by Switchback', 'SecurityError'));
}
