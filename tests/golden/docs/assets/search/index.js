{
 "clauses": 18,
 "texts": [
  "893a0d3c3b"
 ],
 "terms": [
  [
   "1",
   "7b22c271ae"
  ]
 ],
 "words": [
  [
   "a",
   "b67990f7b6"
  ]
 ],
 "services": [
  [
   "acorn-mail",
   "Acorn Mail",
   "en",
   [
    "acorn.example.com"
   ],
   [
    [
     0,
     5
    ]
   ],
   ""
  ],
  [
   "birch-bank",
   "Birch & Sons <Bank>",
   "en",
   [],
   [
    [
     0,
     7
    ]
   ],
   ""
  ],
  [
   "cedar-games",
   "Cedar Games",
   "en",
   [
    "cedar.example.com"
   ],
   [
    [
     0,
     4
    ],
    [
     0,
     2
    ]
   ],
   ""
  ]
 ],
 "topics": [
  [
   "collection-use",
   "Collection and use",
   "What does it collect, and what for?"
  ],
  [
   "sharing",
   "Sharing",
   "Who else gets it?"
  ],
  [
   "access",
   "Access and deletion",
   "Can I see it, change it, delete it?"
  ],
  [
   "retention",
   "Retention",
   "How long is it kept?"
  ],
  [
   "other",
   "Other",
   "What else?"
  ]
 ],
 "practices": [
  [
   "collects-place",
   "Collects your location",
   "Does it collect where I am?",
   "collection-use",
   {
    "present": "Collects your location",
    "absent": "Does not collect your location",
    "unclear": "Unclear, whether it collects your location",
    "silent": "Does not say, whether it collects your location"
   },
   {
    "present": 1,
    "absent": 2
   },
   [
    "collect locat",
    "do wher i am not",
    "her so test has someth ask mean noth outsid this folder what pattern below match els"
   ],
   [],
   false
  ],
  [
   "uses-cookies",
   "Uses cookies",
   "Does it use cookies?",
   "collection-use",
   {
    "present": "Uses cookies",
    "absent": "Does not use cookies",
    "unclear": "Unclear, whether it uses cookies",
    "silent": "Does not say, whether it uses cookies"
   },
   {
    "present": 2,
    "unclear": 1
   },
   [
    "us cooki",
    "do not",
    "her so test has someth ask mean noth outsid this folder what pattern below match els"
   ],
   [],
   false
  ],
  [
   "sells-data",
   "Sells personal data",
   "Does it sell personal data?",
   "sharing",
   {
    "present": "Sells personal data",
    "absent": "Does not sell personal data",
    "unclear": "Unclear, whether it sells data",
    "silent": "Does not say, whether it sells data"
   },
   {
    "absent": 2,
    "unclear": 1
   },
   [
    "sel personal data",
    "do not",
    "her so test has someth ask mean noth outsid this folder what pattern below match els"
   ],
   [],
   false
  ],
  [
   "deletes-on-request",
   "Deletes on request",
   "Can I have my data deleted?",
   "access",
   {
    "present": "Deletes on request",
    "absent": "Does not delete on request",
    "unclear": "Unclear, whether it deletes on request",
    "silent": "Does not say, whether it deletes on request"
   },
   {
    "present": 1,
    "unclear": 1,
    "silent": 1
   },
   [
    "delet request",
    "can i hav data do not",
    "her so test has someth ask mean noth outsid this folder what pattern below match els"
   ],
   [],
   false
  ],
  [
   "says-how-long",
   "Says how long",
   "Does it say how long data is kept?",
   "retention",
   {
    "present": "Says how long",
    "absent": "Refuses to say how long",
    "unclear": "Unclear, how long it keeps data",
    "silent": "Does not say, how long it keeps data"
   },
   {
    "present": 2,
    "silent": 1
   },
   [
    "sai long",
    "do data kept refus",
    "her so test has someth ask mean noth outsid this folder what pattern below match els"
   ],
   [],
   false
  ]
 ],
 "skipped": "a and are at by do for from how in is it may my of on our that the to we with you your",
 "forms": {
  "sell": "sold"
 },
 "same": [
  [
   "delete",
   "erase"
  ]
 ]
}
