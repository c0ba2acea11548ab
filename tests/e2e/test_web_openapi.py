# SPDX-License-Identifier: GPL-2.0-or-later
"""docs/openapi.json says of the web interface what is so: every path, parameter, bound and answer."""
import json
import re

from harness import SOURCE_ROOT, Skip, equal, expect, lines_of
from test_output import closed, the_schema
from test_web import BOAT, TUG
from web import CgiSite

try:
    import jsonschema
except ImportError:
    jsonschema = None

JSON = 'application/json; charset=utf-8'


def the_description():
    return json.loads((SOURCE_ROOT / 'docs/openapi.json').read_text(encoding='utf-8'))


def resolved(api, part):
    """What a reference inside the description stands for."""
    while '$ref' in part:
        step = api
        for name in part['$ref'].removeprefix('#/').split('/'):
            step = step[name]
        part = step
    return part


def operations(api):
    for path, methods in api['paths'].items():
        equal(list(methods), ['get'], f'methods of {path}')
        yield path, methods['get'], [resolved(api, one)
                                     for one in methods['get'].get('parameters', [])]


def conforms(api, schema, instance, what):
    """By the description's own schemas and those of docs/output.schema.json."""
    if jsonschema is None:
        raise Skip('python3-jsonschema is not installed')
    text = json.dumps({'schema': schema, 'components': api['components']})
    # everything in one document
    text = text.replace('output.schema.json#/', '#/output/').replace('"output.schema.json"',
                                                                     '"#/output"')
    whole = json.loads(text)
    output = json.loads(json.dumps(closed(the_schema())).replace('"#/$defs/', '"#/output/$defs/'))
    output.pop('$schema')
    checked = {'$schema': 'https://json-schema.org/draft/2020-12/schema', 'output': output,
               'components': whole['components'], **whole['schema']}
    errors = list(jsonschema.Draft202012Validator(checked).iter_errors(instance))
    expect(not errors, what, *[f'{list(error.path)}: {error.message[:300]}' for error in errors[:4]])


def site_with_both(box):
    box.add('-', stdin=lines_of([TUG, BOAT]))
    return CgiSite(box)


def filled(path, parameters):
    for parameter in parameters:
        if parameter['in'] == 'path':
            path = path.replace('{%s}' % parameter['name'], str(parameter['example']))
    return path


def ask(site, path, **parameters):
    """The search page shows nothing without a query."""
    return site.get(path, **({'q': 'tug', **parameters} if path == '/' else parameters))


def test_openapi__is_openapi(box):
    api = the_description()
    expect(re.fullmatch(r'3\.1\.\d+', api['openapi']), api['openapi'])
    try:
        from openapi_spec_validator import validate
    except ImportError:
        raise Skip('openapi-spec-validator is not installed') from None
    validate(api, base_uri=(SOURCE_ROOT / 'docs/openapi.json').as_uri())


def test_openapi__names_the_parameters_that_there_are(box):
    table = (SOURCE_ROOT / 'searcher/cgi/parameters.c').read_text()
    there = re.findall(r'^    \{\.name = "(\w+)"', table, re.M)
    api = the_description()
    named = {path: [one['name'] for one in parameters if one['in'] == 'query']
             for path, _, parameters in operations(api)}
    equal(named['/'], there, 'parameters of the search, in their order')
    equal(sorted(api['components']['parameters']), sorted(there), 'parameters')


def test_openapi__has_values_that_are_taken_and_bounds_that_hold(box):
    site = site_with_both(box)
    for path, _, parameters in operations(the_description()):
        where = filled(path, parameters)
        for parameter in parameters:
            if parameter['in'] == 'path':
                continue
            name, schema = parameter['name'], parameter['schema']
            item = schema.get('items', schema)
            taken = item.get('enum') or [parameter.get('example', item.get('default'))]
            taken += [item[bound] for bound in ('minimum', 'maximum') if bound in item]
            for value in taken:
                ask(site, where, **{name: value}).expect(200)
            refused = [(item['minimum'] - 1, 400), (item['maximum'] + 1, 400), ('x', 400)] \
                if 'maximum' in item else []
            if 'maxLength' in item:
                refused.append(('a' * (item['maxLength'] + 1), 414))
            if 'enum' in item and '0' not in item['enum']:
                refused.append(('nonsense', 400))
            for value, status in refused:
                ask(site, where, **{name: value}).expect(status)
            if 'maxItems' in schema:
                values = item.get('enum') or [f'x{i}' for i in range(schema['maxItems'] + 1)]
                if len(values) > schema['maxItems']:
                    ask(site, where, **{name: values}).expect(400)
                    ask(site, where, **{name: values[1:]}).expect(200)


def test_openapi__describes_the_answers(box):
    site, api = site_with_both(box), the_description()
    for path, operation, parameters in operations(api):
        where = filled(path, parameters)
        described = operation['responses']
        seen = set()
        for form in ('html', 'json', 'ndjson', 'csv', 'rss'):
            answer = ask(site, where, format=form, facets='actor,outlet,distinctive',
                         timeline='month', context=1).expect(200)
            content = described['200']['content']
            kind = answer.headers['content-type']
            expect(kind in content, path, 'answers with', kind)
            seen.add(kind)
            schema = content[kind]['schema']
            if 'json' in kind:
                for line in answer.text.splitlines():
                    conforms(api, schema, json.loads(line), f'{path} as {form}')
        equal(seen, set(described['200']['content']), f'types of {path}')
        etag = ask(site, where).headers['etag']
        ask(site, where, env={'HTTP_IF_NONE_MATCH': etag}).expect(304)
        expect('304' in described, path)


def test_openapi__describes_the_refusals(box):
    site, api = site_with_both(box), the_description()
    away = CgiSite(box, env={'NUTGRAF_DB': str(box.dir / 'nowhere')})
    cases = {'/': {400: {'q': 'oulet:x'}, 404: {'like': 'nobody'}, 414: {'q': 'a' * 513}, 503: {}},
             '/p/{article}/{n}': {404: {'path': '/p/nobody/1'}, 503: {},
                                  414: {'path': '/p/' + 'a' * 5000 + '/1'}},
             '/suggest': {414: {'q': 'a' * 513}, 503: {}},
             '/opensearch.xml': {}}
    for path, operation, parameters in operations(api):
        where = filled(path, parameters)
        refusals = {413: {'env': {'CONTENT_LENGTH': '99999'}}, **cases[path]}
        equal(sorted(int(status) for status in operation['responses']),
              sorted([200, 304, *refusals]), f'statuses of {path}')
        for status, asked in refusals.items():
            asked = {'path': where, 'format': 'json', 'q': 'tug', **asked}
            answer = (away if status == 503 else site).get(**asked).expect(status)
            response = resolved(api, operation['responses'][str(status)])
            equal(answer.headers['content-type'] in response['content'], True, 'type')
            if path != '/opensearch.xml':
                equal(answer.headers['content-type'], JSON, f'type of {status} of {path}')
                conforms(api, response['content'][JSON]['schema'], answer.json(), f'{status} of {path}')
