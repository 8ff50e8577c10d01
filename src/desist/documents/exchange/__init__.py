"""Exchange: questionnaires and answers as FHIR R4 and as REDCap files, written, read and checked.

Plain values in and out. It stands on this floor because a file is a document: it needs the value of
an instrument, and no catalogue, case or storage.
"""
