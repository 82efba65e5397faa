// Makes what scripts see out of what the host gives, and takes back what a script decided. Runs before each script,
// in the script's own heap. Returns the function that the host calls after it.
(function (host) {
  'use strict';
  var global = new Function('return this')();
  var legacy = host.legacy;

  // Work inside a built-in function is not interrupted, so it is kept small.
  var mostComparisons = 100000000;
  function length(of) {
    return of === null || of === undefined || typeof of.length !== 'number' ? 0 : of.length;
  }
  // The order of the built-in function, as a function that can be interrupted.
  function byText(one, other) {
    var first = String(one);
    var second = String(other);
    if (first < second) { return -1; }
    return first > second ? 1 : 0;
  }
  var sort = Array.prototype.sort;
  hide(Array.prototype, 'sort', function (compare) { return sort.call(this, compare || byText); });
  ['indexOf', 'lastIndexOf', 'split', 'replace', 'includes'].forEach(function (name) {
    var native = String.prototype[name];
    if (typeof native !== 'function') { return; }
    hide(String.prototype, name, function (what) {
      if (typeof what === 'string' && length(this) * what.length > mostComparisons) {
        throw new RangeError('the text is too long');
      }
      return native.apply(this, arguments);
    });
  });
  ['Duktape', 'CBOR', 'performance'].forEach(function (name) { delete global[name]; });

  function hide(object, name, value) {
    Object.defineProperty(object, name, {value: value, enumerable: false, configurable: true, writable: true});
    return object;
  }
  function define(name, value) {
    Object.defineProperty(global, name, {value: value, enumerable: false, configurable: true, writable: true});
  }
  function unsupported(name) {
    return function () { host.unsupported(name); };
  }

  // A list of Java in the shape of one of JavaScript.
  function list(items) {
    hide(items, 'get', function (index) { return items[index]; });
    hide(items, 'size', function () { return items.length; });
    hide(items, 'isEmpty', function () { return items.length === 0; });
    hide(items, 'contains', function (item) { return items.indexOf(item) >= 0; });
    hide(items, 'toArray', function () { return items; });
    return items;
  }
  // A map of Java in the shape of an object.
  function map(value) {
    if (value === null || typeof value !== 'object') { return value; }
    Object.keys(value).forEach(function (key) { map(value[key]); });
    if (Array.isArray(value)) { return list(value); }
    if (!('get' in value)) {
      hide(value, 'get', function (key) { return Object.prototype.hasOwnProperty.call(value, key) ? value[key] : null; });
    }
    if (!('containsKey' in value)) {
      hide(value, 'containsKey', function (key) { return Object.prototype.hasOwnProperty.call(value, key); });
    }
    if (!('keySet' in value)) { hide(value, 'keySet', function () { return list(Object.keys(value)); }); }
    return value;
  }
  // What the legacy nodeState gives: a JsonValue.
  function jsonValue(value) {
    var is = function (type) { return function () { return typeof value === type; }; };
    var as = function () { return value; };
    return {
      asString: as, asInteger: as, asLong: as, asDouble: as, asBoolean: as, getObject: as,
      asMap: function () { return map(value); }, asList: function () { return map(value); },
      isString: is('string'), isNumber: is('number'), isBoolean: is('boolean'),
      isList: function () { return Array.isArray(value); },
      isMap: function () { return value !== null && typeof value === 'object' && !Array.isArray(value); },
      isNull: function () { return value === null; }, isNotNull: function () { return value !== null; },
      isDefined: function (key) { return value !== null && typeof value === 'object' && key in value; },
      get: function (key) {
        return jsonValue(value !== null && typeof value === 'object' && key in value ? value[key] : null);
      },
      keys: function () { return list(Object.keys(Object(value))); },
      size: function () { return length(value); },
      toString: function () { return value !== null && typeof value === 'object' ? JSON.stringify(value) : String(value); },
      valueOf: as, toJSON: as
    };
  }

  // State.
  var tiers = ['transient', 'secure', 'shared'];
  function find(key) {
    for (var i = 0; i < tiers.length; i++) {
      var value = host.get(tiers[i], String(key));
      if (value !== undefined) { return value; }
    }
    return undefined;
  }
  function isMap(value) { return value !== null && typeof value === 'object' && !Array.isArray(value); }
  function merge(tier, values) {
    Object.keys(values).forEach(function (key) {
      var value = values[key];
      if (key === 'objectAttributes') {
        tiers.forEach(function (other) {
          var container = host.get(other, key);
          if (other === tier || !isMap(container)) { return; }
          Object.keys(value).forEach(function (member) { delete container[member]; });
          host.put(other, key, container);
        });
        var merged = host.get(tier, key);
        if (!isMap(merged)) { merged = {}; }
        Object.keys(value).forEach(function (member) { merged[member] = value[member]; });
        host.put(tier, key, merged);
        return;
      }
      if (isMap(value)) { throw new TypeError('only objectAttributes may hold a map'); }
      host.remove(key);
      host.put(tier, key, value);
    });
  }
  function keys() {
    var names = {};
    tiers.forEach(function (tier) { host.keys(tier).forEach(function (name) { names[name] = true; }); });
    return list(Object.keys(names));
  }
  var nodeState = {
    get: function (key) {
      var value = find(key);
      if (value === undefined) { return null; }
      return legacy ? jsonValue(value) : value;
    },
    getObject: function (key) {
      var merged = null;
      ['shared', 'secure', 'transient'].forEach(function (tier) {
        var value = host.get(tier, String(key));
        if (!isMap(value)) { return; }
        if (merged === null) { merged = {}; }
        Object.keys(value).forEach(function (member) { merged[member] = value[member]; });
      });
      return legacy && merged !== null ? jsonValue(merged) : merged;
    },
    isDefined: function (key) { return find(key) !== undefined; },
    keys: keys,
    putShared: function (key, value) { host.put('shared', String(key), value); return nodeState; },
    putTransient: function (key, value) { host.put('transient', String(key), value); return nodeState; },
    mergeShared: function (values) { merge('shared', values); return nodeState; },
    mergeTransient: function (values) { merge('transient', values); return nodeState; },
    remove: function (key) { host.remove(String(key)); }
  };
  define('nodeState', nodeState);
  function tierMap(tier) {
    return {
      get: function (key) {
        var value = host.get(tier, String(key));
        return value === undefined ? null : map(value);
      },
      put: function (key, value) { host.put(tier, String(key), value); },
      remove: function (key) { host.removeFrom(tier, String(key)); },
      containsKey: function (key) { return host.get(tier, String(key)) !== undefined; },
      isDefined: function (key) { return host.get(tier, String(key)) !== undefined; },
      keySet: function () { return list(host.keys(tier)); }
    };
  }

  // Callbacks, of both kinds: what is asked, and what was submitted.
  function make(type, members, getters) {
    var callback = {type: type};
    Object.keys(members).forEach(function (name) {
      if (members[name] !== undefined) { callback[name] = members[name]; }
    });
    var value = function () { return callback.value === undefined ? null : callback.value; };
    ['getName', 'getPassword', 'getText', 'getValue'].forEach(function (name) { hide(callback, name, value); });
    hide(callback, 'getSelectedIndex', value);
    hide(callback, 'getSelectedIndexes', function () { return [value()]; });
    hide(callback, 'getPrompt', function () { return callback.prompt; });
    hide(callback, 'getId', function () { return callback.id; });
    return callback;
  }
  function texts(values) { return Array.prototype.map.call(values, String); }
  var optionTypes = [['Yes', 'No'], ['Yes', 'No', 'Cancel'], ['OK', 'Cancel']];
  function confirmation() {
    var rest = Array.prototype.slice.call(arguments);
    if (typeof rest[0] === 'string') { rest.shift(); }
    var options = Array.isArray(rest[1]) ? rest[1] : optionTypes[rest[1]];
    if (options === undefined) { throw new TypeError('a confirmation needs its options'); }
    return make('ConfirmationCallback', {options: texts(options), initial: rest[2] === undefined ? 0 : Number(rest[2])});
  }
  var makers = {
    nameCallback: function (prompt, initial) {
      return make('NameCallback', {prompt: String(prompt), initial: initial === undefined ? '' : String(initial)});
    },
    passwordCallback: function (prompt) { return make('PasswordCallback', {prompt: String(prompt)}); },
    textInputCallback: function (prompt, initial) {
      return make('TextInputCallback', {prompt: String(prompt), initial: initial === undefined ? '' : String(initial)});
    },
    textOutputCallback: function (kind, message) {
      return make('TextOutputCallback', {kind: Number(kind), message: String(message)});
    },
    scriptTextOutputCallback: function (message) {
      return make('TextOutputCallback', {kind: 4, message: String(message)});
    },
    hiddenValueCallback: function (id, value) {
      return make('HiddenValueCallback', {id: String(id), shown: value === undefined ? '' : String(value)});
    },
    choiceCallback: function (prompt, choices, initial) {
      return make('ChoiceCallback', {prompt: String(prompt), options: texts(choices), initial: Number(initial)});
    },
    confirmationCallback: confirmation,
    metadataCallback: function (data) { return make('MetadataCallback', {data: data}); },
    pollingWaitCallback: function (wait, message) {
      return make('PollingWaitCallback', {wait: Number(wait), message: String(message)});
    }
  };
  var asked = [];
  var callbacksBuilder = {};
  Object.keys(makers).forEach(function (name) {
    callbacksBuilder[name] = function () {
      var callback = makers[name].apply(null, arguments);
      asked.push(callback);
      return callback;
    };
  });
  define('callbacksBuilder', new Proxy(callbacksBuilder, {
    get: function (target, name) {
      return Object.prototype.hasOwnProperty.call(target, name) ? target[name] : unsupported('callbacksBuilder.' + name);
    }
  }));

  var submitted = list(host.submitted.map(function (callback) { return make(callback.type, callback); }));
  function valuesOf(type, as) {
    return function () {
      return list(submitted.filter(function (callback) { return callback.type === type; }).map(function (callback) {
        return as === undefined ? callback.getValue() : as(callback.getValue());
      }));
    };
  }
  hide(submitted, 'getNameCallbacks', valuesOf('NameCallback'));
  hide(submitted, 'getPasswordCallbacks', valuesOf('PasswordCallback'));
  hide(submitted, 'getTextInputCallbacks', valuesOf('TextInputCallback'));
  hide(submitted, 'getConfirmationCallbacks', valuesOf('ConfirmationCallback'));
  hide(submitted, 'getChoiceCallbacks', valuesOf('ChoiceCallback', function (index) { return [index]; }));
  hide(submitted, 'getHiddenValueCallbacks', function () {
    var values = {};
    submitted.forEach(function (callback) {
      if (callback.type === 'HiddenValueCallback') { values[callback.id] = callback.getValue(); }
    });
    return map(values);
  });
  define('callbacks', submitted);

  // Decisions.
  var decision = null;
  var said = {};
  function decide(made) {
    var chain = {};
    ['Header', 'Description', 'Stage', 'ErrorMessage'].forEach(function (name) {
      chain['with' + name] = function (text) {
        made[name.charAt(0).toLowerCase() + name.slice(1)] = String(text);
        return chain;
      };
    });
    chain.build = function () { return made; };
    hide(made, 'isAction', true);
    hide(chain, 'made', made);
    return new Proxy(chain, {
      get: function (target, name) {
        return name in target ? target[name] : unsupported('action.' + name);
      }
    });
  }
  function goTo(outcome) { return decide({outcome: String(outcome)}); }
  function send() {
    var given = arguments.length === 1 && Array.isArray(arguments[0]) ? arguments[0] : Array.prototype.slice.call(arguments);
    return decide({ask: given});
  }

  if (legacy) {
    define('sharedState', tierMap('shared'));
    define('transientState', tierMap('transient'));
    define('outcome', undefined);
    define('action', undefined);
    var constructors = {
      Action: {goTo: goTo, send: send},
      NameCallback: makers.nameCallback,
      PasswordCallback: makers.passwordCallback,
      TextInputCallback: makers.textInputCallback,
      TextOutputCallback: makers.textOutputCallback,
      ScriptTextOutputCallback: makers.scriptTextOutputCallback,
      HiddenValueCallback: makers.hiddenValueCallback,
      ChoiceCallback: makers.choiceCallback,
      ConfirmationCallback: makers.confirmationCallback,
      MetadataCallback: makers.metadataCallback,
      PollingWaitCallback: makers.pollingWaitCallback,
      String: String
    };
    constructors.TextOutputCallback.INFORMATION = 0;
    constructors.TextOutputCallback.WARNING = 1;
    constructors.TextOutputCallback.ERROR = 2;
    constructors.ConfirmationCallback.INFORMATION = 0;
    constructors.ConfirmationCallback.WARNING = 1;
    constructors.ConfirmationCallback.ERROR = 2;
    constructors.ConfirmationCallback.YES_NO_OPTION = 0;
    constructors.ConfirmationCallback.YES_NO_CANCEL_OPTION = 1;
    constructors.ConfirmationCallback.OK_CANCEL_OPTION = 2;
    // Packages of Java, as far as there are classes in them.
    var packages = function (path) {
      return new Proxy({path: path}, {
        get: function (target, name) {
          if (name === 'isPackage') { return path; }
          var full = path + '.' + name;
          if (host.classes.indexOf(full) >= 0) { return constructors[name]; }
          return /^[A-Z]/.test(name) ? host.unsupported(full) : packages(full);
        }
      });
    };
    ['java', 'javax', 'org', 'com'].forEach(function (name) { define(name, packages(name)); });
    define('Packages', new Proxy({}, {get: function (target, name) { return packages(name); }}));
    define('JavaImporter', function () {
      var imported = {};
      Array.prototype.forEach.call(arguments, function (what) {
        var path = what.isPackage;
        host.classes.forEach(function (full) {
          var name = full.slice(full.lastIndexOf('.') + 1);
          if (constructors[name] === what || (typeof path === 'string' && full === path + '.' + name)) {
            imported[name] = constructors[name];
          }
        });
      });
      return imported;
    });
  } else {
    var action = {
      goTo: function (outcome) {
        decision = {outcome: String(outcome)};
        return decide(decision);
      }
    };
    ['Header', 'Description', 'Stage', 'ErrorMessage'].forEach(function (name) {
      action['with' + name] = function (text) {
        said[name.charAt(0).toLowerCase() + name.slice(1)] = String(text);
        return action;
      };
    });
    define('action', new Proxy(action, {
      get: function (target, name) {
        return name in target ? target[name] : unsupported('action.' + name);
      }
    }));
    define('utils', {
      base64: {encode: host.base64Encode, decode: host.base64Decode},
      base64url: {encode: host.base64UrlEncode, decode: host.base64UrlDecode},
      crypto: new Proxy({randomUUID: host.randomUuid}, {
        get: function (target, name) { return name in target ? target[name] : unsupported('utils.crypto.' + name); }
      })
    });
  }
  // The rest.
  var silent = function () {};
  var logger = {};
  ['trace', 'debug', 'message', 'info', 'warning', 'warn', 'error'].forEach(function (level) {
    logger[level] = silent;
    logger[level + 'Enabled'] = function () { return false; };
    logger['is' + level.charAt(0).toUpperCase() + level.slice(1) + 'Enabled'] = function () { return false; };
  });
  define('logger', logger);
  define('realm', host.realm);
  define('scriptName', host.scriptName);
  define('resumedFromSuspend', false);
  define('auditEntryDetail', undefined);
  function multimap(read) {
    return {
      get: function (name) {
        var value = read(String(name));
        return value === undefined ? null : list([value]);
      },
      containsKey: function (name) { return read(String(name)) !== undefined; }
    };
  }
  define('requestHeaders', multimap(host.header));
  define('requestParameters', multimap(host.parameter));
  host.unsupportedNames.forEach(function (name) {
    Object.defineProperty(global, name, {
      get: unsupported(name),
      set: function (value) { define(name, value); },
      enumerable: false, configurable: true
    });
  });

  return function () {
    var made = decision;
    if (legacy) {
      var chosen = global.action;
      if (chosen !== null && chosen !== undefined) { made = chosen.made || (chosen.isAction ? chosen : null); }
    }
    if (!made && asked.length > 0) { made = {ask: asked}; }
    if (!made && legacy && global.outcome !== undefined && global.outcome !== null) {
      made = {outcome: String(global.outcome)};
    }
    if (!made) { return {}; }
    var result = {};
    [said, made].forEach(function (from) {
      Object.keys(from).forEach(function (name) { result[name] = from[name]; });
    });
    return result;
  };
})
