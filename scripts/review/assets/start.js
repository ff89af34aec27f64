// What all scripts share: the namespace, and data that arrives as scripts, since a page that was opened from disk may
// not fetch files.
"use strict";

window.newstables = (() => {
  const arrived = new Map();
  const awaited = new Map();

  /** Take data that a data script hands over. */
  function receive(name, data) {
    arrived.set(name, data);
  }

  /** Return data that is there. */
  function given(name) {
    return arrived.get(name);
  }

  /** Load data by name; a promise of it. */
  function load(name) {
    if (arrived.has(name)) return Promise.resolve(arrived.get(name));
    if (awaited.has(name)) return awaited.get(name);
    const promise = new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = `data/${name}.js`;
      script.onload = () => {
        script.remove();
        awaited.delete(name);
        if (arrived.has(name)) resolve(arrived.get(name));
        else reject(new Error(`data/${name}.js is damaged`));
      };
      script.onerror = () => {
        script.remove();
        awaited.delete(name);
        reject(new Error(`data/${name}.js is missing`));
      };
      document.head.append(script);
    });
    awaited.set(name, promise);
    return promise;
  }

  /** Let go of data that can be loaded again. */
  function forget(name) {
    arrived.delete(name);
  }

  return { receive, given, load, forget };
})();
