"""Pages: the layout, the GOV.UK components and the forms from which every page is made."""
