[
 {
  "page": "services/acorn-mail.html",
  "headings": [
   "Acorn Mail Privacy Policy",
   "What we collect",
   "Who sees it",
   "How long we keep it"
  ],
  "topics": [
   "collection-use",
   "sharing",
   "access"
  ],
  "badges": [
   [
    "collects-place",
    "absent"
   ],
   [
    "uses-cookies",
    "present"
   ],
   [
    "sells-data",
    "absent"
   ],
   [
    "deletes-on-request",
    "present"
   ],
   [
    "says-how-long",
    "present"
   ]
  ],
  "rows": [
   [
    "acorn-mail-privacy-policy-a8817d65",
    0,
    "Acorn Mail carries your letters and reads none of them. This page says what we keep."
   ],
   [
    "what-we-collect-81216a4d",
    1,
    "When you open an account we collect the following: - your name and your e-mail address; - the country that you live in.",
    [
     0
    ]
   ],
   [
    "what-we-collect-f40cabe2",
    1,
    "We use cookies to remember that you are signed in. Acorn Mail does not collect the location of your device.",
    [
     0
    ],
    [
     0,
     1
    ]
   ],
   [
    "who-sees-it-2c675add",
    2,
    "We never sell your personal data. We hand an account over to a court when the law leaves us no choice.",
    [
     1
    ],
    [
     2
    ]
   ],
   [
    "how-long-we-keep-it-39da52d9",
    3,
    "Your letters are deleted thirty days after you close your account. You may ask us to delete your account at any time by writing to post@acorn.example.",
    [
     2
    ],
    [
     3,
     4
    ]
   ]
  ],
  "answers": {
   "collects-place": "absent",
   "uses-cookies": "present",
   "sells-data": "absent",
   "deletes-on-request": "present",
   "says-how-long": "present"
  }
 },
 {
  "page": "services/birch-bank.html",
  "headings": [
   "Birch Bank and your data",
   "What we collect",
   "Whom we tell",
   "How long"
  ],
  "topics": [
   "collection-use",
   "sharing",
   "retention"
  ],
  "badges": [
   [
    "collects-place",
    "present"
   ],
   [
    "uses-cookies",
    "present"
   ],
   [
    "sells-data",
    "unclear"
   ],
   [
    "says-how-long",
    "present"
   ]
  ],
  "rows": [
   [
    "birch-bank-and-your-data-2f8c9bbd",
    0,
    "Birch Bank is a bank that was invented for a test."
   ],
   [
    "what-we-collect-c7330923",
    1,
    "We collect your precise location while you look for a cash machine, and we use cookies on every page.",
    [
     0
    ],
    [
     0,
     1
    ]
   ],
   [
    "what-we-collect-46fc2596",
    1,
    "We collect your precise location while you look for a cash machine, and we use cookies on every page. 1. Account data. We collect your name, your address and your card number when you open an account. Without them we cannot open it.",
    [
     0
    ]
   ],
   [
    "what-we-collect-a9a94e89",
    1,
    "We collect your precise location while you look for a cash machine, and we use cookies on every page. 2. Letters. We keep what you write to us, so that the next person who answers knows what was said before.",
    [
     0
    ]
   ],
   [
    "whom-we-tell-d512cb27",
    2,
    "We sell your personal data to insurers. We will not sell your personal data to shops.",
    [
     1
    ],
    [
     2
    ]
   ],
   [
    "whom-we-tell-f5e8c04c",
    2,
    "Who | What Insurers | Name, address Courts | All of it",
    [
     1
    ]
   ],
   [
    "how-long-8e67966a",
    3,
    "We keep account data for ten years after you leave, as the law asks of every bank.",
    [
     2
    ],
    [
     3
    ]
   ]
  ],
  "answers": {
   "collects-place": "present",
   "uses-cookies": "present",
   "sells-data": "unclear",
   "says-how-long": "present"
  }
 },
 {
  "page": "services/cedar-games.html",
  "headings": [
   "PRIVACY AT CEDAR GAMES",
   "1. COOKIES",
   "2. YOUR ORDER",
   "3. YOUR RIGHTS"
  ],
  "topics": [
   "other",
   "collection-use",
   "sharing"
  ],
  "badges": [
   [
    "uses-cookies",
    "unclear"
   ],
   [
    "collects-place",
    "absent"
   ],
   [
    "sells-data",
    "absent"
   ],
   [
    "deletes-on-request",
    "unclear"
   ]
  ],
  "rows": [
   [
    "privacy-at-cedar-games-8d13a491",
    0,
    "We make board games and a small website about them.",
    [
     0
    ]
   ],
   [
    "cookies-bb86faa6",
    1,
    "Our website does not use cookies.",
    [
     1
    ],
    [
     0
    ]
   ],
   [
    "your-order-8bfa22aa",
    2,
    "We use your address to send you the games that you order. We do not sell or rent your personal data, and we do not collect where you are.",
    [
     2
    ],
    [
     1,
     2
    ]
   ],
   [
    "your-rights-7d0a8c5d",
    3,
    "Write to us and we will see what we can do about your data.",
    [],
    [
     3
    ]
   ]
  ],
  "answers": {
   "collects-place": "absent",
   "uses-cookies": "unclear",
   "sells-data": "absent",
   "deletes-on-request": "unclear"
  }
 },
 {
  "page": "services/cedar-games/trackers-policy.html",
  "headings": [
   "Trackers policy: What we set",
   "Trackers policy: What you can do"
  ],
  "topics": [
   "collection-use"
  ],
  "badges": [
   [
    "uses-cookies",
    "unclear"
   ]
  ],
  "rows": [
   [
    "what-we-set-fc1c8525",
    0,
    "We use cookies to keep you signed in while you play, and to count how many players there are.",
    [
     0
    ],
    [
     0
    ]
   ],
   [
    "what-you-can-do-5c52ff29",
    1,
    "Your browser lets you refuse cookies. Then you sign in again at each visit, and nothing else changes.",
    [
     0
    ]
   ]
  ]
 }
]
