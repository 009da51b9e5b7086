"""Pages: one blueprint per noun, and the doors they share.

`access` guards every route, `reading` and `writing` are how a view reaches the product,
`fields` and `forms` are how a page asks. A view never writes by itself and a template
never queries. Blueprints do not import one another.
"""
