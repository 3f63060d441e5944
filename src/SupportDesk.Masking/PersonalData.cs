namespace SupportDesk.Masking;

/// <summary>Kinds of personal data that a <see cref="Masker"/> hides on request.</summary>
[Flags]
public enum PersonalData
{
    /// <summary>None of them: card data and secrets only.</summary>
    None = 0,

    /// <summary>E-mail addresses: <c>i***@mail.ru</c>.</summary>
    Email = 1,

    /// <summary>Phone numbers: <c>+7 *** ***-12-34</c>.</summary>
    Phone = 2,

    /// <summary>Series and number of Russian passports.</summary>
    Passport = 4,

    /// <summary>Insurance numbers (СНИЛС).</summary>
    Snils = 8,

    /// <summary>Tax numbers of persons (ИНН, 12 digits); those of firms stay.</summary>
    Inn = 16,

    /// <summary>IP addresses.</summary>
    Ip = 32,

    /// <summary>What tells who a person is. IP addresses are what a log is read for, so they are asked for by name.</summary>
    Identity = Email | Phone | Passport | Snils | Inn,

    /// <summary>All kinds.</summary>
    All = Identity | Ip,
}
