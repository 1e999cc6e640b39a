// Loads a script or a style sheet that only some pages need, once.
const loaded = new Map();

function load(tag, attributes) {
  const key = attributes.src ?? attributes.href;
  if (!loaded.has(key)) {
    loaded.set(key, new Promise((resolve, reject) => {
      const element = Object.assign(document.createElement(tag), attributes);
      element.addEventListener("load", resolve);
      element.addEventListener("error", reject);
      document.head.append(element);
    }));
  }
  return loaded.get(key);
}

export function needs(element) {
  return Promise.all([
    load("link", { rel: "stylesheet", href: element.dataset.style }),
    load("script", { src: element.dataset.script }),
  ]);
}
