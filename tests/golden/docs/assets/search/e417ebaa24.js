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
}
