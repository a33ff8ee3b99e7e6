[
 {
  "id": "acorn-mail",
  "name": "Acorn Mail",
  "lang": "en",
  "age": "captured 4 March 2021",
  "words": 121,
  "analysed": true,
  "unread": "",
  "tally": {
   "protective": 4,
   "neutral": 1
  },
  "answers": {
   "collects-place": [
    "a",
    "detected",
    "Acorn Mail does not collect the location of your device.",
    []
   ],
   "uses-cookies": [
    "p",
    "detected",
    "We use cookies to remember that you are signed in.",
    []
   ],
   "sells-data": [
    "a",
    "detected",
    "We never sell your personal data.",
    []
   ],
   "deletes-on-request": [
    "p",
    "detected",
    "You may ask us to delete your account at any time by writing to post@acorn.example.",
    []
   ],
   "says-how-long": [
    "p",
    "detected",
    "Your letters are deleted thirty days after you close your account.",
    []
   ]
  },
  "clauses": [
   [
    "what-we-collect-81216a4d",
    "",
    "When you open an account we collect the following: - your name and your e-mail address; - the country that you live in.",
    "",
    "",
    []
   ],
   [
    "what-we-collect-f40cabe2",
    "",
    "",
    "We use cookies to remember that you are signed in.",
    "Acorn Mail does not collect the location of your device.",
    [
     "collects-place",
     "uses-cookies"
    ]
   ],
   [
    "who-sees-it-2c675add",
    "",
    "",
    "We never sell your personal data.",
    "We hand an account over to a court when the law leaves us no choice.",
    [
     "sells-data"
    ]
   ],
   [
    "how-long-we-keep-it-39da52d9",
    "",
    "Your letters are deleted thirty days after you close your account.",
    "You may ask us to delete your account at any time by writing to post@acorn.example.",
    "",
    [
     "deletes-on-request",
     "says-how-long"
    ]
   ]
  ],
  "topics": {
   "collection-use": [
    2,
    [
     0,
     1
    ]
   ],
   "sharing": [
    1,
    [
     2
    ]
   ],
   "access": [
    1,
    [
     3
    ]
   ]
  }
 },
 {
  "id": "birch-bank",
  "name": "Birch & Sons <Bank>",
  "lang": "en",
  "age": "of unknown date",
  "words": 133,
  "analysed": true,
  "unread": "",
  "tally": {
   "concern": 1,
   "unclear": 1,
   "protective": 1,
   "neutral": 1,
   "silent": 1
  },
  "answers": {
   "collects-place": [
    "p",
    "detected",
    "We collect your precise location while you look for a cash machine, and we use cookies on every page.",
    []
   ],
   "uses-cookies": [
    "p",
    "detected",
    "We collect your precise location while you look for a cash machine, and we use cookies on every page.",
    []
   ],
   "sells-data": [
    "u",
    "detected",
    "We sell your personal data to insurers.",
    []
   ],
   "says-how-long": [
    "p",
    "detected",
    "We keep account data for ten years after you leave, as the law asks of every bank.",
    [
     "by law"
    ]
   ]
  },
  "clauses": [
   [
    "what-we-collect-c7330923",
    "",
    "",
    "We collect your precise location while you look for a cash machine, and we use cookies on every page.",
    "",
    [
     "collects-place",
     "uses-cookies"
    ]
   ],
   [
    "what-we-collect-46fc2596",
    "We collect your precise location while you look for a cash machine, and we use cookies on every page.",
    "1. Account data. We collect your name, your address and your card number when you open an account. Without them we cannot open it.",
    "",
    "",
    []
   ],
   [
    "whom-we-tell-d512cb27",
    "",
    "",
    "We sell your personal data to insurers.",
    "We will not sell your personal data to shops.",
    [
     "sells-data"
    ]
   ],
   [
    "whom-we-tell-f5e8c04c",
    "",
    "Who | What Insurers | Name, address Courts | All of it",
    "",
    "",
    []
   ],
   [
    "how-long-8e67966a",
    "",
    "",
    "We keep account data for ten years after you leave, as the law asks of every bank.",
    "",
    [
     "says-how-long"
    ]
   ]
  ],
  "topics": {
   "collection-use": [
    3,
    [
     0,
     1
    ]
   ],
   "sharing": [
    2,
    [
     2,
     3
    ]
   ],
   "retention": [
    1,
    [
     4
    ]
   ]
  }
 },
 {
  "id": "cedar-games",
  "name": "Cedar Games",
  "lang": "en",
  "age": "captured 6 May 2019",
  "words": 71,
  "analysed": true,
  "unread": "",
  "tally": {
   "unclear": 2,
   "protective": 2,
   "silent": 1
  },
  "answers": {
   "collects-place": [
    "a",
    "detected",
    "We do not sell or rent your personal data, and we do not collect where you are.",
    []
   ],
   "uses-cookies": [
    "u",
    "detected",
    "We use cookies to keep you signed in while you play, and to count how many players there are.",
    []
   ],
   "sells-data": [
    "a",
    "detected",
    "We do not sell or rent your personal data, and we do not collect where you are.",
    []
   ],
   "deletes-on-request": [
    "u",
    "reviewed",
    "Write to us and we will see what we can do about your data.",
    []
   ]
  },
  "clauses": [
   [
    "cookies-bb86faa6",
    "",
    "",
    "Our website does not use cookies.",
    "",
    [
     "uses-cookies"
    ]
   ],
   [
    "your-order-8bfa22aa",
    "",
    "We use your address to send you the games that you order.",
    "We do not sell or rent your personal data, and we do not collect where you are.",
    "",
    [
     "sells-data",
     "collects-place"
    ]
   ],
   [
    "privacy-at-cedar-games-8d13a491",
    "",
    "We make board games and a small website about them.",
    "",
    "",
    []
   ]
  ],
  "topics": {
   "collection-use": [
    1,
    [
     0
    ]
   ],
   "sharing": [
    1,
    [
     1
    ]
   ],
   "other": [
    1,
    [
     2
    ]
   ]
  }
 }
]
